"""Acts, and what follows from them: the kernel, and the matters that acts are about."""
