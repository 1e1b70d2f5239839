"""What is run by default, by name. The process that starts the others imports no more than this."""

__all__ = ["CHOICES", "CURVES", "FFX", "NAMES", "QUICK", "REAL_NAMES"]

REAL_NAMES = (
    "prostate",
    "yacht",
    "autompg",
    "hitters",
    "energy",
    "concrete",
    "airfoil",
    "wine-quality-red",
    "abalone",
    "kin8nm",
    "573_cpu_act",
    "power-plant",
    "naval-propulsion-plant",
    "elevators",
    "cal_housing",
    "fried",
    "co2_canada_7385",
    "triazines",
    "meatspec_tecator",
    "blood_brain",
    "riboflavin",
)
NAMES = (
    "original",
    "diabetes-2",
    "diabetes-3",
    "diabetes-4",
    "correlated-cubic",
    "quadratic-100",
    "quadratic-300",
    "quadratic-1000",
    "cubic-30",
    "cubic-100",
    "cubic-200",
    *REAL_NAMES,
)
QUICK = ("original", "diabetes-2", "diabetes-3", "quadratic-100", "yacht", "concrete", "triazines")
# Where all tolerances are run, for curves of the gap against time.
CURVES = ("original", "diabetes-3", "cubic-30", "concrete", "573_cpu_act", "triazines")
# Where penalties are chosen by cross-validation, and where FFX is run.
CHOICES = ("original", "diabetes-2", "diabetes-3", "quadratic-100", "concrete", "573_cpu_act")
FFX = ("diabetes-2", "concrete", "airfoil", "573_cpu_act")
