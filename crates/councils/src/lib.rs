//! councils
