"""Transport: the seam between the clients and an HTTP library, and what stands behind it."""
