"""Bytes that mean one thing: canonical encoding, commitments, the tree over them, signatures, strict YAML."""
