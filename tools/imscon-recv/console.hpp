#ifndef PTKT_TOOLS_IMSCON_RECV_CONSOLE_HPP
#define PTKT_TOOLS_IMSCON_RECV_CONSOLE_HPP

#include "common/cli/diagnostics.hpp"
#include "common/ims/receiver/host.hpp"

namespace ptkt::imscon_recv {

/// This process as the receiver knows it: its clock and its standard error.
class Console final : public ims_receiver::Host {
  public:
    explicit Console(cli::Io& io) : io_(io) {}

    [[nodiscard]] base::Instant now() const override { return io_.now(); }
    [[nodiscard]] base::Moment moment() const override { return io_.moment(); }
    [[nodiscard]] bool keeps_facts() const override {
        return io_.log_form != formats::LogForm::Lines;
    }
    void note(std::string_view text) override { note_of(text, json::Json::object()); }
    void note_of(std::string_view line, const json::Json& facts) override;
    void warn(std::string_view what, std::string_view hint) override { cli::warn(io_, what, hint); }
    void report(const base::Error& error) override { cli::say_error(io_, error); }

  private:
    cli::Io& io_;
};

}  // namespace ptkt::imscon_recv

#endif
