import touchstone.Changes

/** Whether a build is due whatever was pushed; for `when { anyOf { changeset …; expression { touchstoneDue() } } }`. */
boolean call() {
    return Changes.dueAnyway(this)
}
