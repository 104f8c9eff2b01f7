package org.jenkinsci.plugins.workflow.libs

import java.lang.annotation.Retention
import java.lang.annotation.RetentionPolicy

/** `@Library('name') _`; the harness reads it from the text of the script. */
@Retention(RetentionPolicy.SOURCE)
@interface Library {

    String[] value()

}
