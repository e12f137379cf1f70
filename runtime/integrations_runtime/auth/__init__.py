"""Auth: how credentials travel with a request, and how they are kept out of everything else."""
