package io.aurora.lab.cli;

import java.io.Console;

/** Whether people watch: JDK 22 and newer give a console also to pipes, and say so by a method that JDK 17 does not have. */
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
