"""Starting the site: everything prepared, the record signed to its end, and an application server in the foreground."""
