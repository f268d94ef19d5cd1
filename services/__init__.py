"""What people can do: one intention, one function, one transaction."""
