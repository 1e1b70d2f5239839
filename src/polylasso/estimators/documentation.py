"""Descriptions of parameters and attributes that the estimators have in common, written once."""

__all__ = ["shares_parameters"]

SHARED = """l1_ratio : float, default=1.0
        Share of the L1 part of the penalty, in (0, 1]; below 1 it is the elastic net.
    loss : {"squared", "huber"}, default="squared"
        With "huber" outliers in the target count less: residuals beyond 1.345 standard deviations
        of the errors, told by their median, count by their size instead of their square. The fit
        by squares is repeated with weights that follow from its residuals (Holland and Welsch
        1977) until they settle; all scores of the fit, and `dual_gap_`, are with these weights.
    fit_intercept : bool, default=True
        Without an intercept, terms and target are not centred.
    max_interaction : int or None, default=None
        Most variables in a term; None leaves it to the degree.
    basis : {"power", "legendre", "hermite"}, default="power"
        Powers; Legendre polynomials on the training range, better conditioned at high degree; or
        Hermite polynomials of the column less its mean, over its standard deviation: best where
        most rows are near the mean. Formulas are in powers in any case.
    truncation : float, default=1.0
        The q of (sum_i d_i^q)^(1/q) <= degree over the degrees d_i of the factors of a term, in
        (0, 1]: 1 is the total degree; less is hyperbolic, with fewer products of high degree
        while single columns keep theirs.
    categorical : sequence of str, default=()
        Columns to treat as categorical whatever they hold. Strings, booleans and categories
        always are.
    transform : dict of str to str or sequence of str, default=None
        Functions of numeric columns, of which powers are taken: "log1p", "log", "sqrt",
        "reciprocal"; with "identity" in the sequence the column itself stays too.
    missing : {"error", "indicator", "drop"}, default="error"
        A missing value is an error; or takes the weighted mean and sets an indicator that may
        enter the model; or leaves out the row.
    unknown : {"error", "baseline"}, default="error"
        At prediction, a level not seen in training is an error or counts as no level at all.
    extrapolation : {"extend", "clip", "hold", "linear", "error", "nan"}, default="extend"
        Outside the training range: the polynomial; inputs clamped to the range; these, and
        predictions clamped to the range of the target; the first-order continuation; an error; or
        NaN.
    forbidden_pairs : sequence of pairs of str, default=()
        Columns that never stand in one term. 0/1 columns that are never both 1 are added.
    required_pairs : sequence of pairs of str, default=()
        Columns whose simplest product is always in the model, without penalty.
    keep : sequence of str, default=()
        Names of terms that are always in the model, without penalty; they may lie outside
        `degree`.
    heredity : {None, "weak", "strong"}, default=None
        A term may enter only once one ("weak"), or all ("strong"), of the terms that divide it
        with one degree less have been in the model. The certificate then speaks of the terms
        that are free to enter.
    penalty_factor : dict of str to float, callable or None, default=None
        Factors of the penalty by name of term, or a function of a `Term`; 1 unless given.
    degrees : dict of str to int, default=None
        Largest degree of single columns.
    max_levels : int, default=100
        A categorical column with more levels is left out as an identifier, unless it is named
        in `categorical`.
    tol : float, default=1e-9
        Relative duality gap that counts as solved; a warning says when it is not reached.
    max_iter : int, default=5000
        Most linear systems solved for one alpha.
    storage : {"auto", "stored", "implicit"}, default="auto"
        Whether the columns of the terms are held, or never formed: their inner products then come
        from matrix products of the raw columns. "auto" holds them where they are small.
    memory_limit : float or None, default=None
        Bytes allowed for the fit; None is half of what is free.
    callback : callable or None, default=None
        Called with a `Progress` after each alpha (in cross-validation after every few).
    verbose : bool, default=False
        Whether to show the progress in one line on standard error.
    checkpoint : str, path-like or None, default=None
        File to keep what is done in, every few seconds and at an interruption: the same fit (data,
        settings, version) then goes on after the last alpha, any other is refused. It is removed
        when the fit is complete, and holds plain numbers, no code."""

ATTRIBUTES = """terms_ : tuple of Term
        Terms of the model, the simplest first; ``str(term)`` is its name.
    coef_ : ndarray of shape (n_terms,)
        Coefficients of the terms in raw units.
    intercept_ : float
    standardized_coef_ : ndarray of shape (n_terms,)
        Coefficients of the standardised terms: beta above.
    n_candidate_terms_ : int
        Number of terms that were searched.
    n_constant_terms_ : int
        How many of them do not vary on the training rows.
    twins_ : dict of Term to tuple of Term
        Terms of the model that other candidates equal up to scale on the training rows; not
        looked for where rows times terms times candidates exceed 5e9.
    excluded_ : tuple of Excluded
        Columns left out, each with its reason.
    dual_gap_ : float
        Relative duality gap of the lasso solution over all candidate terms, computed from their
        columns: (primal - dual) / primal at zero. At alpha = 0, the largest correlation of a
        candidate with the residual over the norm of the target.
    n_iter_ : int
        Linear systems solved.
    huber_weights_ : ndarray of shape (n_samples,)
        Only with ``loss="huber"``: share of its weight that each row has kept, in (0, 1]; NaN for
        rows left out.
    huber_scale_ : float
        Only with ``loss="huber"``: standard deviation of the errors, in units of the target.
    model_ : PolynomialModel
        The model as a value.
    n_features_in_ : int
    feature_names_in_ : ndarray of shape (n_features_in_,)
        Only if the columns have names."""


def shares_parameters(estimator: type) -> type:
    """Fill the common descriptions into the docstring of an estimator."""
    if estimator.__doc__:  # absent under python -OO
        text = estimator.__doc__.replace("{shared}", SHARED)
        estimator.__doc__ = text.replace("{attributes}", ATTRIBUTES)
    return estimator
