"""Letters: each worded once, from acts and what follows from them, and rendered alike to Word and to tagged PDF."""
