//! industry-councils
