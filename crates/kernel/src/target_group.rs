//! Whom needs and efforts are for.

use crate::text_enum;

text_enum! {
    pub enum TargetGroup ("Målgrupp.", "Target group.") {
        Employees = "EMPLOYEES" ("Anställda", "Employees"),
        Management = "MANAGEMENT" ("Företagsledning", "Management"),
        UnderNotice = "UNDER_NOTICE" ("Varslade", "Under notice", ("ännu anställda", "still employed")),
        Furloughed = "FURLOUGHED" ("Permitterade", "Furloughed", ("ännu anställda", "still employed")),
        JobSeekers = "JOB_SEEKERS" ("Arbetssökande", "Job seekers"),
        Students = "STUDENTS" ("Studerande", "Students"),
        All = "ALL" ("Alla", "All"),
    }
}
