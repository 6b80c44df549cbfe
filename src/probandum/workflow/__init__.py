"""The only place where steps and the store meet: cases, runs, decisions, jobs."""
