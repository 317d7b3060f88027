"""How styles and scripts are named and sent: hashed, compressed and kept for a year once `collectstatic` has run; as they stand before."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names where they were collected. Tests and a developer's desk need no collecting: WhiteNoise finds the files where they lie."""

    def stored_name(self, name: str) -> str:
        """The name under which a page asks for the file."""
        return str(super().stored_name(name)) if self.hashed_files else name
