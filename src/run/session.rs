//! One sitting: the terminal taken, the threads started, the loop run, the terminal given back.
