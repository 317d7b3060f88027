"""Letters: reading one, and its Word and PDF."""
