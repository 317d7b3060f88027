"""Employment Rights Act 1996: continuous employment, notice, the statutory redundancy payment."""
