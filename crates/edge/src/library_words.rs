//! What the GraphQL library says of a document, in Swedish. It says so in English only, each in a form of its own.

/// The library's words, and ours for them; `{}` takes the same in both, in the same order. Of a field without its argument the library
/// names the type that the field stands in.
const WORDS: [(&str, &str); 40] = [
    ("Cannot spread fragment \"{}\"", "Fragmentet ”{}” kan inte stå i sig självt."),
    (
        "Directive \"@{}\" argument \"{}\" of type \"{}\" is required but not provided",
        "Direktivet ”@{}” behöver argumentet ”{}” av typen ”{}”.",
    ),
    ("Directive \"{}\" may not be used on \"{}\"", "Direktivet ”{}” får inte stå på ”{}”."),
    ("Duplicate directive \"{}\"", "Direktivet ”{}” står två gånger."),
    (
        "Field \"{}\" argument \"{}\" of type \"{}\" is required but not provided",
        "Fältet ”{}” behöver argumentet ”{}”. Fältet står i typen ”{}”.",
    ),
    (
        "Field \"{}\" must not have a selection since type \"{}\" has no subfields",
        "Fältet ”{}” får inte ha några underfält: typen ”{}” har inga.",
    ),
    ("Field \"{}\" of type \"{}\" must have a selection of subfields", "Fältet ”{}” av typen ”{}” behöver underfält."),
    (
        "Fields \"{}\" conflict because \"{}\" and \"{}\" are different fields. Use different aliases on the fields to fetch both if this was \
         intentional.",
        "Fälten ”{}” krockar: ”{}” och ”{}” är olika fält. Ge dem olika alias om båda behövs.",
    ),
    (
        "Fields \"{}\" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was \
         intentional.",
        "Fälten ”{}” krockar: de har olika argument. Ge dem olika alias om båda behövs.",
    ),
    ("Fragment \"{}\" is never used", "Fragmentet ”{}” används aldrig."),
    (
        "Fragment \"{}\" cannot be spread here as objects of type \"{}\" can never be of type \"{}\"",
        "Fragmentet ”{}” kan inte stå här: det som är av typen ”{}” är aldrig av typen ”{}”.",
    ),
    (
        "Fragment cannot be spread here as objects of type \"{}\" can never be of type \"{}\"",
        "Fragmentet kan inte stå här: det som är av typen ”{}” är aldrig av typen ”{}”.",
    ),
    (
        "Fragment \"{}\" cannot condition non composite type \"{}\"",
        "Fragmentet ”{}” kan inte gälla typen ”{}”, som inte har några fält.",
    ),
    (
        "Fragment cannot condition non composite type \"{}\"",
        "Ett fragment kan inte gälla typen ”{}”, som inte har några fält.",
    ),
    ("Invalid default value for argument: {}", "Ett argument har ett felaktigt förvalt värde. {}"),
    ("Invalid value for argument {}", "Ett argument har ett felaktigt värde. {}"),
    ("Invalid value for variable {}", "En variabel har ett felaktigt värde. {}"),
    ("The Upload type is only allowed to be defined on a mutation", "Filer tas bara emot av mutationer."),
    ("There can only be one argument named \"{}\"", "Argumentet ”{}” står mer än en gång."),
    ("There can only be one variable named \"${}\"", "Variabeln ”${}” står mer än en gång."),
    ("Unknown argument \"{}\" on directive \"{}\".{}", "Direktivet har inget argument ”{}”: ”{}”.{}"),
    (
        "Unknown argument \"{}\" on field \"{}\" of type \"{}\".{}",
        "Det finns inget argument ”{}” på fältet ”{}” av typen ”{}”.{}",
    ),
    ("Unknown directive \"{}\"", "Det finns inget direktiv ”{}”."),
    ("Unknown field \"{}\" on type \"{}\".{}", "Det finns inget fält ”{}” på typen ”{}”.{}"),
    ("Unknown fragment: \"{}\"", "Det finns inget fragment ”{}”."),
    ("Unknown type \"{}\"", "Det finns ingen typ ”{}”."),
    ("Variable \"${}\" is not defined by operation \"{}\"", "Variabeln ”${}” står inte i operationen ”{}”."),
    ("Variable \"${}\" is not defined", "Variabeln ”${}” står inte i operationen."),
    ("Variable {} is not defined.", "Variabeln ”{}” har inget värde."),
    ("Variable \"${}\" is not used by operation \"{}\"", "Variabeln ”${}” används inte av operationen ”{}”."),
    ("Variable \"${}\" is not used", "Variabeln ”${}” används inte."),
    (
        "Variable \"{}\" cannot be of non-input type \"{}\"",
        "Variabeln ”{}” kan inte vara av typen ”{}”, som bara står i svar.",
    ),
    (
        "Variable \"{}\" of type \"{}\" used in position expecting type \"{}\"",
        "Variabeln ”{}” är av typen ”{}” och står där typen ”{}” väntas.",
    ),
    (
        "\"{}\", enumeration type \"{}\" does not contain the value \"{}\"",
        "”{}”: uppräkningen ”{}” har inget värde ”{}”.",
    ),
    ("\"{}\", expected type \"{}\"", "”{}”: här väntas typen ”{}”."),
    ("\"{}\", field \"{}\" of type \"{}\" is required but not provided", "”{}”: fältet ”{}” av typen ”{}” behövs."),
    ("\"{}\", unknown field \"{}\" of type \"{}\"", "”{}”: det finns inget fält ”{}” i typen ”{}”."),
    (" Did you mean {}?", " Menade du {}?"),
    ("unexpected {}", "Oväntat här: {}."),
    ("expected {}", "Väntat här: {}."),
];

/// The library's text in Swedish; none where it is not among those that are known.
pub(super) fn in_swedish(text: &str) -> Option<String> {
    WORDS.iter().find_map(|(theirs, ours)| {
        let mut taken = values(theirs, text)?.into_iter();
        let mut parts = ours.split("{}");
        let mut said = parts.next()?.to_owned();
        for part in parts {
            let value = taken.next()?;
            said += &in_swedish(value).unwrap_or_else(|| value.to_owned());
            said += part;
        }
        Some(said)
    })
}

/// What stands in `text` where `form` has `{}`; none where it is of another form.
fn values<'a>(form: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = form.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        // What ends the form ends the text.
        let at = if parts.peek().is_none() { rest.len().checked_sub(part.len())? } else { rest.find(part)? };
        let value = rest.get(..at)?;
        rest = rest.get(at..)?.strip_prefix(part)?;
        found.push(value);
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use async_graphql::{EmptyMutation, EmptySubscription, Enum, InputObject, Object, Schema, SimpleObject};

    use super::*;

    #[derive(Clone, Copy, PartialEq, Eq, Enum)]
    enum Colour {
        Red,
    }

    #[derive(InputObject)]
    struct ThingInput {
        size: i32,
    }

    #[derive(SimpleObject)]
    struct Thing {
        name: String,
    }

    struct Query;

    #[Object]
    impl Query {
        async fn thing(&self, wish: Option<ThingInput>, colour: Option<Colour>, must: Option<bool>) -> Thing {
            let _ = (wish.map(|wish| wish.size), colour, must);
            Thing { name: String::new() }
        }

        async fn needs(&self, count: i32) -> i32 {
            count
        }
    }

    /// Documents with every fault that the library finds, asked of the library itself: none is left in English.
    #[tokio::test]
    async fn the_library_is_understood_whatever_it_finds() {
        let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
        let mut strange = Vec::new();
        for (document, part) in [
            ("{ apa }", "Det finns inget fält ”apa” på typen ”Query”."),
            ("{ thin { name } }", "Menade du \"thing\"?"),
            ("{ thing }", "behöver underfält"),
            ("{ thing { name { x } } }", "får inte ha några underfält"),
            ("{ needs }", "Fältet ”needs” behöver argumentet ”count”. Fältet står i typen ”Query”."),
            ("{ needs(count: \"x\") }", "här väntas typen ”Int”"),
            ("{ needs(count: 1, count: 2) }", "står mer än en gång"),
            ("{ needs(count: 1, size: 2) }", "inget argument ”size” på fältet ”needs”"),
            ("{ thing(colour: BLUE) { name } }", "uppräkningen ”Colour” har inget värde ”BLUE”"),
            ("{ thing(wish: { size: 1, sise: 2 }) { name } }", "inget fält ”sise”"),
            ("{ thing(wish: {}) { name } }", "fältet ”size” av typen"),
            ("query($a: Int!) { __typename }", "Variabeln ”$a” används inte"),
            ("query Q($a: Int!) { __typename }", "används inte av operationen ”Q”"),
            ("{ needs(count: $a) }", "Variabeln ”$a” står inte i operationen"),
            ("query Q { needs(count: $a) }", "står inte i operationen ”Q”"),
            ("query($a: Thing) { needs(count: $a) }", "Variabeln ”a”"),
            ("query($a: Apa) { needs(count: $a) }", "Det finns ingen typ ”Apa”"),
            ("query($a: Int!, $a: Int!) { needs(count: $a) }", "står mer än en gång"),
            ("query($a: Int = \"x\") { needs(count: $a) }", "felaktigt förvalt värde"),
            ("{ __typename } fragment F on Query { __typename }", "används aldrig"),
            ("{ ...F }", "Det finns inget fragment ”F”"),
            ("{ ... on Thing { name } }", "är aldrig av typen"),
            ("{ ...F } fragment F on Thing { name }", "är aldrig av typen"),
            ("{ ... on Int { x } }", "som inte har några fält"),
            ("{ ...F } fragment F on Int { x }", "som inte har några fält"),
            ("{ needs(count: 1) @apa }", "Det finns inget direktiv ”apa”"),
            ("query @skip(if: true) { __typename }", "får inte stå på"),
            ("{ needs(count: 1) @skip }", "behöver argumentet ”if”"),
            ("{ needs(count: 1) @skip(if: true, no: 1) }", "inget argument ”no”"),
            ("{ a: needs(count: 1) a: needs(count: 2) }", "de har olika argument"),
            ("{ a: needs(count: 1) a: thing { name } }", "är olika fält"),
        ] {
            let answer = schema.execute(document).await;
            let said: Vec<_> = answer.errors.iter().map(|error| in_swedish(&error.message)).collect();
            let found = said.iter().flatten().any(|text| text.contains(part));
            if !found || said.iter().any(Option::is_none) {
                strange.push((document, said, answer.errors));
            }
        }
        assert!(strange.is_empty(), "{strange:#?}");
    }
}
