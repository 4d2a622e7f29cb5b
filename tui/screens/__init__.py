"""The screens of the desk and what its commands do."""
