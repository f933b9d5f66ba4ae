#ifndef PTKT_TOOLS_IMSCON_SEND_CONSOLE_HPP
#define PTKT_TOOLS_IMSCON_SEND_CONSOLE_HPP

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/cli/progress.hpp"
#include "common/ims/sender/results/results.hpp"
#include "tools/imscon-send/options.hpp"

namespace ptkt::imscon_send {

/// This process as a sender knows it: its clock, its standard error, and results as lines or
/// objects on its standard output.
class Console final : public ims_sender::Host {
  public:
    Console(cli::Io& io, const Options& options)
        : io_(io), options_(options), progress_(io, "message") {}

    [[nodiscard]] base::Instant now() const override { return io_.now(); }
    void note(std::string_view text) override;
    void warn(std::string_view what, std::string_view hint) override;
    void report(const base::Error& error) override;

    [[nodiscard]] std::chrono::milliseconds until_next_second() const override;
    void warn_of_clear_socket(std::string_view what) override;
    [[nodiscard]] base::Status print(std::int64_t number,
                                     const ims_sender::MessageResult& result) override;
    [[nodiscard]] base::Status flush() override { return io_.out.flush(); }
    [[nodiscard]] bool results_are_lost() const override { return io_.out.failure().has_value(); }

    /// What the program ends with; says what kept the run from its end.
    [[nodiscard]] cli::ExitStatus end(const base::Result<ims_sender::Verdict>& run);

  private:
    cli::Io& io_;
    const Options& options_;
    cli::Progress progress_;
};

}  // namespace ptkt::imscon_send

#endif
