#ifndef PTKT_RACF_LANGUAGE_JOB_STREAM_HPP
#define PTKT_RACF_LANGUAGE_JOB_STREAM_HPP

#include <cstddef>
#include <string>
#include <string_view>

/// What a file of commands may have around them when it comes from z/OS: the JCL of the job whose
/// in-stream data they were, or no line ends at all.
namespace ptkt::racf_command {

/// Tells the lines of JCL from commands. Lines are to be given in order, each that a command does
/// not continue into.
class JobCards {
  public:
    /// True for a JCL statement and for the end of in-stream data: `/*`, or what DLM= named.
    [[nodiscard]] bool takes(std::string_view line);

  private:
    std::string delimiter_;
};

/// How many card images of 80 characters a line is when it is a member whose line ends were lost;
/// otherwise 0.
[[nodiscard]] std::size_t joined_cards(std::string_view line);

}  // namespace ptkt::racf_command

#endif
