//! The one list of commands, answered.

use crate::api::*;
use crate::app::App;

impl Commands for App {
    fn app_state(&self, _: Nothing) -> Result<AppState, ApiError> {
        self.state()
    }

    fn choose_folder(&self, _: Nothing) -> Result<ChosenFolder, ApiError> {
        Ok(ChosenFolder { path: self.host.choose_folder().map(|path| path.display().to_string()) })
    }

    fn open_vault(&self, request: OpenVault) -> Result<AppState, ApiError> {
        self.open(&request.path)
    }

    fn make_vault(&self, request: MakeVault) -> Result<AppState, ApiError> {
        self.make(&request)
    }

    fn close_vault(&self, _: Nothing) -> Result<AppState, ApiError> {
        self.close();
        self.state()
    }

    fn forget_vault(&self, request: OpenVault) -> Result<AppState, ApiError> {
        self.forget_recent(&request.path)
    }

    fn answer_vanished(&self, request: AnswerVanished) -> Result<AppState, ApiError> {
        self.vanished(request.forget)
    }

    fn rebuild(&self, _: Nothing) -> Result<Rebuilt, ApiError> {
        self.rebuild_stores()
    }

    fn stop_reading(&self, _: Nothing) -> Result<AppState, ApiError> {
        self.stop()
    }

    fn home(&self, _: Nothing) -> Result<HomeView, ApiError> {
        self.home_view()
    }

    fn find_records(&self, request: FindRecords) -> Result<RecordPage, ApiError> {
        self.find(&request)
    }

    fn show_record(&self, request: ShowRecord) -> Result<RecordView, ApiError> {
        self.show(&request.handle)
    }

    fn record_neighbours(&self, request: ShowRecord) -> Result<Neighbours, ApiError> {
        self.neighbours(&request.handle)
    }

    fn show_commit(&self, request: ShowCommit) -> Result<CommitView, ApiError> {
        self.commit_view(&request)
    }

    fn find_commits(&self, request: FindCommits) -> Result<CommitChoices, ApiError> {
        self.commit_choices(&request)
    }

    fn palette(&self, request: PaletteRequest) -> Result<PaletteAnswer, ApiError> {
        self.palette_answer(&request)
    }

    fn list_searches(&self, _: Nothing) -> Result<SearchList, ApiError> {
        self.saved_searches()
    }

    fn pick_search(&self, request: PickSearch) -> Result<SavedSearch, ApiError> {
        self.saved_search(&request)
    }

    fn save_search(&self, request: SaveSearch) -> Result<SavedSearch, ApiError> {
        self.save_new_search(&request)
    }

    fn change_search(&self, request: ChangeSearch) -> Result<SavedSearch, ApiError> {
        self.change_saved_search(&request)
    }

    fn delete_search(&self, request: PickSearch) -> Result<Deleted, ApiError> {
        self.delete_saved_search(&request)
    }

    fn list_searched(&self, _: Nothing) -> Result<Searched, ApiError> {
        self.last_searches()
    }

    fn note_searched(&self, request: NoteSearched) -> Result<Searched, ApiError> {
        self.note_search(&request)
    }

    fn forget_searched(&self, _: Nothing) -> Result<Searched, ApiError> {
        self.forget_searches()
    }

    fn raw_record(&self, request: ShowRecord) -> Result<RawRecord, ApiError> {
        self.raw(&request.handle)
    }

    fn open_text(&self, request: ShowRecord) -> Result<OpenText, ApiError> {
        self.open_for_editing(&request.handle)
    }

    fn save_text(&self, request: EditedText) -> Result<SavedText, ApiError> {
        self.save_edited(&request)
    }

    fn compare_text(&self, request: EditedText) -> Result<ComparedText, ApiError> {
        self.compare_edited(&request)
    }

    fn render_text(&self, request: RenderText) -> Result<RecordView, ApiError> {
        self.show_text(&request)
    }

    fn read_fields(&self, request: RenderText) -> Result<FieldsView, ApiError> {
        self.fields_of(&request)
    }

    fn edit_fields(&self, request: EditFields) -> Result<TextChanges, ApiError> {
        App::field_changes(&request)
    }

    fn complete(&self, request: CompleteRequest) -> Result<Completions, ApiError> {
        self.completions(&request)
    }

    fn text_notes(&self, request: RenderText) -> Result<TextNotes, ApiError> {
        self.notes_of(&request)
    }

    fn silence_note(&self, request: SilenceNote) -> Result<Nothing, ApiError> {
        self.silence(&request)?;
        Ok(Nothing {})
    }

    fn hear_notes(&self, request: ShowRecord) -> Result<Nothing, ApiError> {
        self.hear(&request.handle)?;
        Ok(Nothing {})
    }

    fn keep_image(&self, request: KeepImage) -> Result<KeptImage, ApiError> {
        self.keep_image_file(&request)
    }

    fn paste_image(&self, request: PasteImage) -> Result<PastedImage, ApiError> {
        self.paste_image_file(&request)
    }

    fn keep_buffer(&self, request: KeepBuffer) -> Result<Nothing, ApiError> {
        self.keep_text(&request)?;
        Ok(Nothing {})
    }

    fn drop_buffer(&self, request: DropBuffer) -> Result<Nothing, ApiError> {
        self.drop_kept(&request.path)?;
        Ok(Nothing {})
    }

    fn bring_back(&self, request: DropBuffer) -> Result<Written, ApiError> {
        App::bring_back(self, &request.path)
    }

    fn trash_buffer(&self, request: DropBuffer) -> Result<Deleted, ApiError> {
        self.trash_kept(&request.path)
    }

    fn list_snapshots(&self, request: ShowRecord) -> Result<SnapshotList, ApiError> {
        self.snapshot_list(&request.handle)
    }

    fn record_history(&self, request: ShowRecord) -> Result<RecordHistory, ApiError> {
        self.history_of(&request.handle)
    }

    fn show_state(&self, request: PickState) -> Result<StateText, ApiError> {
        self.state_text(&request)
    }

    fn restore_state(&self, request: PickState) -> Result<RestoredState, ApiError> {
        App::restore_state(self, &request)
    }

    fn lint(&self, request: LintRequest) -> Result<ProblemList, ApiError> {
        self.lint_vault(&request)
    }

    fn doctor(&self, _: Nothing) -> Result<Diagnosis, ApiError> {
        self.diagnose()
    }

    fn seen_offer(&self, request: SeenRequest) -> Result<SeenOffer, ApiError> {
        App::seen_offer(self, request.service.as_deref())
    }

    fn log_catch(&self, request: LogCatch) -> Result<Written, ApiError> {
        self.log(&request)
    }

    fn check_text(&self, request: TextToCheck) -> Result<TextChecked, ApiError> {
        Ok(App::check_text(&request.text))
    }

    fn new_record(&self, request: NewRecord) -> Result<Written, ApiError> {
        self.new_record_file(&request)
    }

    fn sort_timeline(&self, request: SortTimeline) -> Result<TextChanges, ApiError> {
        App::timeline_sorted(&request.text)
    }

    fn read_chat(&self, request: ReadChat) -> Result<ChatMessages, ApiError> {
        App::chat_messages(&request)
    }

    fn add_entries(&self, request: AddEntries) -> Result<TextChanges, ApiError> {
        Ok(App::entries_added(&request))
    }

    fn set_fields(&self, request: SetFields) -> Result<Written, ApiError> {
        self.set(&request)
    }

    fn set_dissimilar(&self, request: SetDissimilar) -> Result<Written, ApiError> {
        self.say_dissimilar(&request)
    }

    fn tick_action(&self, request: TickAction) -> Result<Written, ApiError> {
        self.tick(&request)
    }

    fn link_record(&self, request: LinkRecord) -> Result<Linked, ApiError> {
        self.link(&request)
    }

    fn link_text(&self, request: LinkText) -> Result<TextChanges, ApiError> {
        self.link_changes(&request)
    }

    fn unlink_record(&self, request: LinkRecord) -> Result<Linked, ApiError> {
        self.unlink(&request)
    }

    fn rename_record(&self, request: RenameRecord) -> Result<Renamed, ApiError> {
        self.rename(&request)
    }

    fn follow_link(&self, request: FollowLink) -> Result<Nothing, ApiError> {
        self.follow(&request)?;
        Ok(Nothing {})
    }

    fn show_file(&self, request: ShowFile) -> Result<Nothing, ApiError> {
        self.show_in(&request)?;
        Ok(Nothing {})
    }

    fn export_record(&self, request: ExportRecord) -> Result<Exported, ApiError> {
        self.export_where_chosen(&request)
    }

    fn show_exported(&self, _: Nothing) -> Result<Nothing, ApiError> {
        self.show_last_export()?;
        Ok(Nothing {})
    }

    fn pull_request_text(&self, request: ShowRecord) -> Result<PullRequestText, ApiError> {
        self.for_pull_request(&request.handle)
    }

    fn delete_record(&self, request: ShowRecord) -> Result<Deleted, ApiError> {
        self.delete(&request.handle)
    }

    fn list_trash(&self, _: Nothing) -> Result<TrashList, ApiError> {
        self.trashed()
    }

    fn restore_record(&self, request: RestoreRecord) -> Result<Restored, ApiError> {
        self.restore(&request.trash_id)
    }

    fn close_window(&self, request: CloseWindow) -> Result<Nothing, ApiError> {
        self.host.close_window(request.close);
        Ok(Nothing {})
    }

    fn set_preferences(&self, request: Preferences) -> Result<AppState, ApiError> {
        self.change_settings(|settings| settings.set_preferences(&request))?;
        self.state()
    }

    fn allow_images(&self, request: AllowImages) -> Result<AppState, ApiError> {
        let root = self.book()?.root.clone();
        self.change_settings(|settings| settings.allow_images(&root, request.allow))?;
        self.state()
    }
}
