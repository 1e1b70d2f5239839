# glmnet on the products of raw columns. Usage: Rscript glmnet.R FOLDER THRESHOLD [cv]
#
# FOLDER holds X, y, alphas, kept and fold as raw numbers, and sizes as text. What is found is
# written there too: seconds, those of the expansion, and the coefficients of the raw columns.

suppressPackageStartupMessages(library(glmnet))

read_numbers <- function(name, what = "double") {
  path <- file.path(folder, name)
  size <- if (what == "double") 8 else 4
  readBin(path, what, file.size(path) / size, size = size)
}

# All monomials up to a degree, in the order of PolynomialFeatures. Those that start with input j
# and have one factor more are j times the last ones that start with j or a later input.
expand <- function(X, degree, kept) {
  p <- ncol(X)
  Z <- matrix(0, nrow(X), choose(p + degree, degree) - 1)
  Z[, 1:p] <- X
  first <- 1:p
  from <- p + 1
  end <- p
  for (d in seq_len(degree)[-1]) {
    starts <- integer(p)
    for (j in 1:p) {
      block <- first[j]:end
      starts[j] <- from
      Z[, from:(from + length(block) - 1)] <- Z[, block] * X[, j]
      from <- from + length(block)
    }
    first <- starts
    end <- from - 1
  }
  if (length(kept) > 0) Z[, kept + 1, drop = FALSE] else Z
}

# The first run compiles; it is not the one that counts.
warm_up <- function() {
  X <- X[seq_len(min(nrow(X), 200)), seq_len(min(ncol(X), 6)), drop = FALSE]
  invisible(glmnet(expand(X, degree, integer()), y[seq_len(nrow(X))], nlambda = 3))
}

arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
thresh <- as.numeric(arguments[2])
sizes <- scan(file.path(folder, "sizes"), quiet = TRUE)
X <- matrix(read_numbers("X"), sizes[1], sizes[2])
degree <- sizes[3]
y <- read_numbers("y")
alphas <- read_numbers("alphas")
kept <- read_numbers("kept", "integer")
# The path shall have all alphas, and the threshold shall end the search.
glmnet.control(fdev = 0, devmax = 1)

solve_path <- function() {
  fit <- glmnet(Z, y, lambda = alphas, thresh = thresh, maxit = 2e9)
  beta <- as(fit$beta, "TsparseMatrix")
  list(i = beta@i, j = beta@j, x = beta@x)
}
# Its own threshold: that is what is compared.
choose_penalty <- function() {
  found <- cv.glmnet(Z, y, lambda = alphas, foldid = read_numbers("fold", "integer") + 1)
  list(i = found$nzero[found$index["1se", 1]], j = 0, x = found$lambda.1se)
}

warm_up()
started <- proc.time()[["elapsed"]]
Z <- expand(X, degree, kept)
expanded <- proc.time()[["elapsed"]]
found <- if (length(arguments) > 2) choose_penalty() else solve_path()
ended <- proc.time()[["elapsed"]]

writeBin(as.integer(found$i), file.path(folder, "i"))
writeBin(as.integer(found$j), file.path(folder, "j"))
writeBin(as.double(found$x), file.path(folder, "x"))
writeBin(c(ended - started, expanded - started), file.path(folder, "seconds"))
version <- c(paste(R.version$major, R.version$minor, sep = "."), as.character(packageVersion("glmnet")))
writeLines(version, file.path(folder, "versions"))
