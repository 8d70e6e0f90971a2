package io.aurora.config;

/**
 * What is wrong with one setting.
 *
 * @param where file and line, {@code environment} or {@code --set}
 * @param key full path of the setting
 * @param text what is wrong, naming key and value
 */
public record Problem(String where, String key, String text) {
    /** One line for people. */
    public String message() {
        return where + ": " + text;
    }
}
