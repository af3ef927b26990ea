# What the scripts beside this one share; they source it after they have set `scratch`, a folder.

# an_empty_crate KIND NAME DEPENDENCIES: outside the workspace, called KIND-NAME; the folder is NAME's.
an_empty_crate() {
    mkdir -p "$scratch/$2/src"
    printf '[package]\nname = "%s-%s"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n%s\n' \
        "$1" "$2" "$3" >"$scratch/$2/Cargo.toml"
}

# processor_seconds COMMAND..: what it and its children took.
processor_seconds() {
    local TIMEFORMAT='%U %S'
    { time "$@" >"$scratch/out" 2>"$scratch/err" || { cat "$scratch/err" >&3; exit 1; }; } 3>&2 2>&1 |
        awk '{ printf "%.2f\n", $1 + $2 }'
}

declare -A best
# keep NAME SECONDS: in `best`, the smallest of what was measured under this name.
keep() {
    local so_far=${best[$1]:-$2}
    best[$1]=$(awk "BEGIN { print ($2 < $so_far) ? \"$2\" : \"$so_far\" }")
}

# holds NAME LEFT RIGHT: says whether left is at most right.
holds() {
    if awk "BEGIN { exit !($2 <= $3) }"; then echo "- reached: $1 ($2 ≤ $3)"; else
        echo "- **not reached**: $1 ($2 > $3)"
    fi
}

# fail_unless_reached FILE: the file has what `holds` said.
fail_unless_reached() {
    if grep -q "not reached" "$1"; then exit 1; fi
}
