"""The experiments of the page Lab: numbers from `polylasso.lab`, and what they say in words."""
