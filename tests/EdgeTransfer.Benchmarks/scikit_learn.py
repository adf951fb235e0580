"""Fits once for each line on standard input and prints the seconds. Arguments: x (float32 file), columns, classes, C, output."""
import sys
import time

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

path, columns, classes, strength, out = sys.argv[1:]
x = np.fromfile(path, np.float32).reshape(-1, int(columns))
y = np.arange(len(x)) % int(classes)
print("scikit-learn", sklearn.__version__, flush=True)
for _ in sys.stdin:
    model = LogisticRegression(C=float(strength), solver="lbfgs", tol=1e-4, max_iter=1000)
    begin = time.perf_counter()
    model.fit(x, y)
    seconds = time.perf_counter() - begin
    np.concatenate([model.coef_.ravel(), model.intercept_]).astype(np.float64).tofile(out)
    print(seconds, flush=True)
