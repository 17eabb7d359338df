//! competence-hub
