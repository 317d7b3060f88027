"""`make bench`: every measurement, as a table of ratios."""

import sys
from importlib import import_module

SUBJECTS = ("folding", "appending", "verifying", "pages")


def main() -> int:
    """Take the measurements named, or all of them, and print each as it comes."""
    print(f"{'what':<72} {'ratio':>9}  read against; size")
    for subject in sys.argv[1:] or SUBJECTS:
        for found in import_module(f"bench.{subject}").measurements():
            print(f"{found.what:<72} {found.ratio:>9.2f}  {found.against}; {found.size}", flush=True)
    return 0


sys.exit(main())
