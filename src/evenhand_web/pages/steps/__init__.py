"""Doing a step: what must happen first, questions, check your answers, interruption, recorded."""
