"""One screen a module, its looks in the .tcss beside it."""
