import Glibc

/// Keeps the numbers 0, 1 and 2 from being given to files of the run when whoever started the program had closed them.
enum StandardStreams {
    /// Takes the free ones; called before anything is opened.
    ///
    /// Input is empty then, talk is lost, and data cannot be written, which is an error as it must be.
    static func occupy() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
            let mode = descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY
            // SAFETY: the path is a literal; the lowest free number is the one that was just found closed.
            _ = unsafe open("/dev/null", mode)
        }
    }
}
