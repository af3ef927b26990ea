//! Putting values in the place of a query's parameters.

use std::iter;

use crate::Refusal;

/// Puts values in the place of `{{name}}`.
///
/// # Errors
///
/// A parameter that is given no value, and a value that could end the text that it stands in.
///
/// ```
/// let query = cloudwatch::fill("filter job_id = \"{{job_id}}\"", &[("job_id", "j-17")])?;
/// assert_eq!(query, "filter job_id = \"j-17\"");
/// assert!(cloudwatch::fill("{{job_id}}", &[("job_id", "\" or lvl = \"INFO")]).is_err());
/// # Ok::<(), cloudwatch::Refusal>(())
/// ```
pub fn fill(query: &str, values: &[(&str, &str)]) -> Result<String, Refusal> {
    let mut filled = String::new();
    let mut rest = query;
    while let Some((before, name, behind)) = split(rest) {
        let at = query.len() - behind.len() - CLOSE.len() - name.len();
        filled.push_str(before);
        filled.push_str(value_of(name, values).map_err(|fault| Refusal::new(at, fault))?);
        rest = behind;
    }
    if let Some((_, behind)) = rest.split_once(OPEN) {
        let at = query.len() - behind.len();
        return Err(Refusal::new(at, "a parameter does not end"));
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The names of a query's parameters.
pub(crate) fn parameters(query: &str) -> impl Iterator<Item = &str> {
    let parts = iter::successors(split(query), |(.., behind)| split(behind));
    parts.map(|(_, name, _)| name)
}

const OPEN: &str = "{{";
const CLOSE: &str = "}}";

/// What stands before the first parameter, its name, and what stands behind it.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(OPEN)?;
    let (name, behind) = rest.split_once(CLOSE)?;
    Some((before, name, behind))
}

fn value_of<'a>(name: &str, values: &[(&str, &'a str)]) -> Result<&'a str, String> {
    let (_, value) = values
        .iter()
        .find(|(own, _)| *own == name)
        .ok_or_else(|| format!("`{name}` has no value"))?;
    if value.contains(['"', '\'', '\\', '`', '\n', '\r']) {
        Err(format!(
            "the value of `{name}` has a quote, a backslash or a line break"
        ))
    } else {
        Ok(value)
    }
}
