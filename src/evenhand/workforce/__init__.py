"""The people, contracts, posts and schools of a trust, as its systems export them: taken whole, tidied, or left out with the reason."""
