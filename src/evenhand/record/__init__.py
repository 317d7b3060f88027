"""The record as others hold it: bundles, verified and replayed with nothing else in hand but a receipt."""
