//! Organisation numbers. (stub, replaced)
/// An organisation number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationNumber(String);
