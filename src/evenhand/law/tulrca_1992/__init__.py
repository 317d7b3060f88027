"""Trade Union and Labour Relations (Consolidation) Act 1992: collective redundancies."""
