"""Taking in exports and workbooks, with their problems as a table."""
