//! kompetensnav
