"""The caseworker's forms, one module for each noun."""
