"""Files that people send in: each is looked through before it is kept, and refused with every reason, or kept by commitment."""

from evenhand_web.ledger.uploads.checking import Upload, UploadRefused, checked, keep

__all__ = ["Upload", "UploadRefused", "checked", "keep"]
