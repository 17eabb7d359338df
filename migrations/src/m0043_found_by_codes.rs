//! Efforts are found by what they are about, their skill and the occupation that they are for, and needs by their occupation.

crate::ddl::step!(
    r#"
CREATE INDEX efforts_skill ON efforts (skill_code, id);
CREATE INDEX efforts_ssyk ON efforts (ssyk_code, id);
CREATE INDEX needs_occupation ON needs (occupation_code, people_needed, id);
"#,
    back r#"
DROP INDEX needs_occupation;
DROP INDEX efforts_ssyk;
DROP INDEX efforts_skill;
"#,
    []
);
