"""Looking otherwise: a change as it stood on a day, or through another seat's eyes. Nothing can be done meanwhile."""
