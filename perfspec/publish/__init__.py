"""What is published: the views of a document, and the templates that place them."""
