"""What is generated from the models: schema, tables, skeletons and forms."""
