"""The black-box track of SRBench: accuracy, size and time on real and on Friedman's data sets."""
