"""The law as dated values and pure functions: a folder an Act with its year, its values in YAML beside the functions that read them."""
