"""What the models say of themselves: schema, tables, skeletons."""
