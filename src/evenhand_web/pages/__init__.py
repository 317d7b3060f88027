"""What people see: a folder for each audience or kind of page."""
