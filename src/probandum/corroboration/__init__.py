"""Who depends on whom: origins that count once, cautions that join nothing, grades."""
