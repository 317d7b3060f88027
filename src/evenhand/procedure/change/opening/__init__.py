"""For what each step of a change can be taken now. Read beside the stages: what is found here is what their acts still lack."""
